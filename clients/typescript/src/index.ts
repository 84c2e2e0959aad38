/** Typed access to Careroute's content API. `docs/front-ends.md` begins with it. */

export { renderBlocks, type BlockRenderers, type UnknownBlock } from "./blocks.js";
export { Content, type ContentOptions, type Item, type ListPath } from "./client.js";
export { conditionalFetch } from "./conditional.js";
export { ContentError } from "./errors.js";
export type { components, operations, paths } from "./schema.js";
export type {
  Block,
  BlockOf,
  BlockType,
  Page,
  Post,
  PostCard,
  Problem,
  Schemas,
} from "./types.js";
