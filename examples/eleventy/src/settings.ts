/** What the environment says. */

export interface Settings {
  /** Where Careroute's content API is: `http://127.0.0.1:8000`. */
  readonly careroute: string;
  /** Where readers will find this site, without a slash at its end. */
  readonly address: string;
  /** The folder of the finished site. */
  readonly output: string;
  /** What the last build knew, so that the next one asks for less. */
  readonly state: string;
}

export function settings(environment: NodeJS.ProcessEnv = process.env): Settings {
  return {
    careroute: address(environment["CAREROUTE_URL"] ?? "http://127.0.0.1:8000"),
    address: address(environment["SITE_URL"] ?? "http://127.0.0.1:8080"),
    output: environment["OUTPUT_DIR"] ?? "_site",
    state: environment["STATE_DIR"] ?? ".state",
  };
}

function address(text: string): string {
  return new URL(text).href.replace(/\/+$/, "");
}
