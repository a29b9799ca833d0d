// Runs a server of node_modules in this process, which ends with its standard input: node serve.cjs MODULE ARGUMENTS...
const [node, self, module, ...rest] = process.argv;
process.stdin.on("end", () => process.exit(0)).resume();
const path = require.resolve(module, { paths: [require("path").dirname(self)] });
process.argv = [node, path, ...rest];
require(path);
