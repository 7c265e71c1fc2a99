import i18next from 'eslint-plugin-i18next';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'build', 'app/generated', 'data', 'demo/data'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_|[rR]ow$', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['app/**/*.tsx'],
    plugins: { 'jsx-a11y': jsxA11y, i18next },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // Focus goes to the error summary of a refused form, so that nobody believes it was sent.
      'jsx-a11y/no-autofocus': 'off',
      // role="list" brings back the meaning that WebKit takes from lists without bullets.
      'jsx-a11y/no-redundant-roles': 'off',
      'i18next/no-literal-string': ['error', { mode: 'jsx-text-only', words: { exclude: ['^[^\\p{L}]*$'] } }],
    },
  },
  {
    // A command line speaks to its terminal.
    files: ['app/cli.ts', 'app/dev.ts', 'demo/**/*.ts', 'tests/load/**/*.ts', '**/*.mjs', 'app/commands/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
