import type { components, paths } from "./schema.js";

/** Every named schema of the API: `Schemas["BlogPageDocument"]`. */
export type Schemas = components["schemas"];

/** A whole post. */
export type Post = Schemas["BlogPageDocument"];

/** What lists show of a post. */
export type PostCard = Schemas["BlogPageCard"];

/** A page of any type, told apart by `type`. */
export type Page = Exclude<
  paths["/api/content/v1/pages/"]["get"]["responses"][200]["content"]["application/json"],
  Schemas["MovedSchema"]
>;

/** One block of a body, told apart by `type`. */
export type Block = Post["body"][number];

/** The key of a kind of block, such as `"paragraph"`. */
export type BlockType = Block["type"];

/** The block of one kind. */
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

/** Why an answer is an error, as RFC 9457 has it. */
export type Problem = Schemas["ProblemSchema"];
