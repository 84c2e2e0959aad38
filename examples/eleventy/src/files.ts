/** Files as they should be, without touching those that are so already. */

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, normalize, relative, sep } from "node:path";

/** Bring a folder to hold these files and no other. Paths begin with the folder's. */
export async function bring(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<{ written: number; removed: number }> {
  const wanted = new Map([...files].map(([path, text]) => [within(folder, path), text]));
  let written = 0;
  for (const [path, text] of wanted) {
    if (!(await holds(path, text))) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      written += 1;
    }
  }
  const left = (await filesIn(folder)).filter((path) => !wanted.has(path));
  await Promise.all(left.map((path) => rm(path)));
  return { written, removed: left.length };
}

function within(folder: string, path: string): string {
  if (relative(folder, path).split(sep)[0] === "..") {
    throw new Error(`${path} is outside of ${folder}`);
  }
  return normalize(path);
}

async function holds(path: string, text: string): Promise<boolean> {
  return (await readFile(path, "utf8").catch(() => null)) === text;
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => normalize(join(each.parentPath, each.name)));
}
