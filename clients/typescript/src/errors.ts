import type { Problem } from "./types.js";

/** An answer that is an error. `problem` says what is wrong, and with which parameter. */
export class ContentError extends Error {
  override readonly name = "ContentError";

  constructor(
    readonly url: string,
    readonly problem: Problem,
  ) {
    super(`${problem.status} ${problem.title} (${url})${problem.detail ? `: ${problem.detail}` : ""}`);
  }

  get status(): number {
    return this.problem.status;
  }
}
