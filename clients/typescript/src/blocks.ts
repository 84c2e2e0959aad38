import type { Block, BlockOf, BlockType } from "./types.js";

/** A block of a kind that the API got after this client was made. */
export interface UnknownBlock {
  readonly type: string;
  readonly id: string;
}

/** One function for each kind of block. The compiler names a kind that is missing. */
export type BlockRenderers<Rendered> = {
  readonly [Type in BlockType]: (block: BlockOf<Type>) => Rendered;
};

/**
 * Render the blocks of a body in their order.
 *
 * `unknown` renders what `renderers` has no function for. The API only ever adds, so a page must
 * not break on it: a front-end that renders nothing there returns nothing from it.
 */
export function renderBlocks<Rendered>(
  blocks: readonly (Block | UnknownBlock)[],
  renderers: BlockRenderers<Rendered>,
  unknown: (block: UnknownBlock) => Rendered,
): Rendered[] {
  return blocks.map((block) =>
    isKnown(block, renderers) ? renderKnown(block, renderers) : unknown(block),
  );
}

function isKnown<Rendered>(
  block: Block | UnknownBlock,
  renderers: BlockRenderers<Rendered>,
): block is Block {
  return Object.hasOwn(renderers, block.type);
}

function renderKnown<Type extends BlockType, Rendered>(
  block: BlockOf<Type>,
  renderers: BlockRenderers<Rendered>,
): Rendered {
  const render: (block: BlockOf<Type>) => Rendered = renderers[block.type as Type];
  return render(block);
}
