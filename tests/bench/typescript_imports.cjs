// Print `from<TAB>to` for the files named on standard input, by TypeScript's own scanner and resolver.
// usage: node typescript_imports.cjs FOLDER < FILES
const ts = require('typescript');
const fs = require('fs');
const path = require('path');

const root = process.argv[2];
const files = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
const known = new Set(files);
const configs = new Map();

// The options of the nearest configuration above a file.
function optionsFor(folder) {
  if (configs.has(folder)) return configs.get(folder);
  let options;
  for (const name of ['tsconfig.json', 'jsconfig.json']) {
    const file = path.join(folder, name);
    if (!options && fs.existsSync(file)) {
      const read = ts.readConfigFile(file, ts.sys.readFile);
      options = ts.parseJsonConfigFileContent(read.config || {}, { ...ts.sys, readDirectory: () => [] }, folder).options;
    }
  }
  if (!options) options = folder === root || folder === '/' ? {} : optionsFor(path.dirname(folder));
  configs.set(folder, options);
  return options;
}

function namesIn(source) {
  const names = [];
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      names.push(node.moduleSpecifier);
    } else if (ts.isExternalModuleReference(node)) {
      names.push(node.expression);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      names.push(node.argument.literal);
    } else if (ts.isCallExpression(node) && node.arguments.length &&
               (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(source) === 'require')) {
      names.push(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names.filter(ts.isStringLiteralLike).map((name) => name.text);
}

for (const file of files) {
  const full = path.join(root, file);
  const source = ts.createSourceFile(full, fs.readFileSync(full, 'utf8'), ts.ScriptTarget.Latest, true);
  const options = { ...optionsFor(path.dirname(full)), allowJs: true, resolveJsonModule: true,
                    moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext };
  for (const name of namesIn(source)) {
    const found = ts.resolveModuleName(name, full, options, ts.sys).resolvedModule;
    const to = found && path.relative(root, fs.realpathSync(found.resolvedFileName));
    if (to && known.has(to) && to !== file) console.log(`${file}\t${to}`);
  }
}
