/** HTML by template literals: whatever is put into one is escaped, unless it is HTML already. */

export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Part = string | number | Html | null | undefined | false | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(written)));
}

/** Text that is clean HTML: the API's rich text and what is made of it. */
export function clean(text: string): Html {
  return new Html(text);
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** `make(value)` when there is a value to show. */
export function when<Value>(
  value: Value | null | undefined | "" | 0 | false,
  make: (value: Value) => Part,
): Part {
  return value ? make(value) : "";
}

function written(part: Part): string {
  if (part instanceof Html) {
    return part.text;
  }
  if (part === null || part === undefined || part === false) {
    return "";
  }
  return typeof part === "object" ? part.map(written).join("") : escape(String(part));
}
