// SPDX-License-Identifier: Apache-2.0

import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * What each workspace may import of ours: the table of the architecture, arrows going down only. A package that is not
 * in a folder's list is refused there, and so is any relative path into another workspace.
 */
const allowedImports = {
  chaincode: [],
  'configtx-lib': [],
  'fabric-admin': ['@opssc/configtx'],
  network: ['@opssc/configtx', '@opssc/fabric-admin'],
  agent: ['@opssc/chaincode/model', '@opssc/configtx', '@opssc/fabric-admin'],
  'api-server': ['@opssc/chaincode/model', '@opssc/configtx', '@opssc/fabric-admin'],
  cli: [],
  'samples/*': [],
};
const ours = [
  '@opssc/chaincode',
  '@opssc/chaincode/model',
  '@opssc/configtx',
  '@opssc/fabric-admin',
  '@opssc/network',
  '@opssc/agent',
  '@opssc/api-server',
  '@opssc/cli',
];

/** Workspaces that may import these for their types alone: nothing of them runs there. */
const allowedTypes = { cli: ['@opssc/chaincode/model'] };

const importDirections = Object.entries(allowedImports).map(([folder, allowed]) => ({
  files: [`${folder}/{src,test}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: ours
          .filter((name) => !allowed.includes(name) && !allowedTypes[folder]?.includes(name))
          .map((name) => ({ name, message: `${folder} may not import ${name}: arrows go down only.` })),
        patterns: [
          {
            regex:
              '^(\\.\\./)+(chaincode|configtx-lib|fabric-admin|network|agent|api-server|cli|scripts|test|samples)/(src|dist)/',
            message: 'Import another workspace by its package name.',
          },
        ],
      },
    ],
  },
}));

const typeImports = Object.entries(allowedTypes).map(([folder, names]) => ({
  files: [`${folder}/{src,test}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: names.map((name) => ({
          name,
          message: `${folder} may import only types of ${name}.`,
          allowTypeImports: true,
        })),
      },
    ],
  },
}));

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

/** Endorsers must compute the same bytes: no clock, chance, locale or environment in what contracts run. */
const determinism = {
  files: ['chaincode/src/**/*.ts'],
  ignores: ['chaincode/src/main.ts', 'chaincode/src/service/**', 'chaincode/src/endorser-clock.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'Intl', 'process', 'fetch'].map((name) => ({
        name,
        message: 'Not the same at every endorser.',
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Take the time of the transaction.' },
      { object: 'Math', property: 'random', message: 'Contracts have no randomness.' },
      { object: 'JSON', property: 'stringify', message: 'Use canonicalJson: the order of keys must not differ.' },
      ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'localeCompare', 'toLocaleLowerCase'].map(
        (property) => ({ property, message: 'Locales differ between endorsers.' }),
      ),
      ...['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues'].map((property) => ({
        property,
        message: 'Contracts have no randomness.',
      })),
    ],
    'no-restricted-syntax': [
      'error',
      noDefaultExport,
      {
        selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
        message: 'Take the time of the transaction.',
      },
      { selector: 'CallExpression[callee.name="Date"]', message: 'Take the time of the transaction.' },
      {
        selector: 'CallExpression[callee.property.name="toSorted"][arguments.length=0]',
        message: 'Say the order: byteOrder or a numeric comparison.',
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.network/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  ...importDirections,
  ...typeImports,
  determinism,
  {
    files: ['**/test/**/*.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Deprecated to stand out: it is for an identity provider on this very machine alone.
    files: ['cli/src/login/identity-provider.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
