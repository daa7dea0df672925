import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", ".atpar/", "artifacts/", "cache/", "coverage/", "typechain-types/"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // an amount never passes through a float (house rule): the ways into one are closed, but for counts and dates
      "no-restricted-globals": ["error", "parseFloat", "isNaN"],
      "no-restricted-properties": ["error", { object: "Number", property: "parseFloat" }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    // chai's assertions are property reads, and Mocha's callbacks return promises
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  { files: ["*.js", "hardhat.config.ts"], rules: { "no-restricted-exports": "off" } },
  { files: ["*.js"], ...tseslint.configs.disableTypeChecked },
);
