/** The code of each schema's check, by the schema's name. */
export const compiledSchemas: () => readonly { readonly name: string; readonly code: string }[];
