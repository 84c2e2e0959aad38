/** What this site uses of Eleventy, which brings no types. */
declare module "@11ty/eleventy" {
  export interface Built {
    readonly outputPath: string | false;
    readonly content: string;
  }

  export interface Config {
    setUseGitIgnore(use: boolean): void;
    setQuietMode(quiet: boolean): void;
  }

  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { configPath?: undefined; config: (config: Config) => void },
    );
    toJSON(): Promise<Built[]>;
  }
}
