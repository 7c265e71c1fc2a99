/**
 * Beginnings of keys that the code puts together at run time in a way no reader of the source can follow, by area.
 * `t(\`state.${state}\`)` needs no entry: its beginning is seen. The test of the locales takes what is named here as used.
 */
export const dynamicKeys: Record<string, readonly string[]> = {
  errors: ['exit', 'home', 'reference', 'status_'],
  forms: ['issue.'],
};
