/** An Eleventy template that makes one file of each thing. */

interface Data {
  readonly pagination: { readonly data: "files"; readonly size: 1; readonly alias: "file" };
  readonly files: readonly string[];
  permalink(data: Given): string;
}

interface Given {
  readonly file: string;
}

/** Eleventy gets names only: it copies what it is given, for each page anew. */
export function each<Thing>(
  things: readonly Thing[],
  fileOf: (thing: Thing) => string,
  make: (thing: Thing) => string,
) {
  const byFile = new Map(things.map((thing) => [fileOf(thing), thing]));
  const data: Data = {
    pagination: { data: "files", size: 1, alias: "file" },
    files: [...byFile.keys()],
    permalink: ({ file }) => file,
  };
  const render = ({ file }: Given): string => make(byFile.get(file) as Thing);
  return { data, render };
}
