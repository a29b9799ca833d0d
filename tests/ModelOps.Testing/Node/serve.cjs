// Runs a server of node_modules in this process, which ends with its standard input: node serve.cjs SCRIPT ARGUMENTS...
const [node, self, script, ...rest] = process.argv;
process.stdin.on("end", () => process.exit(0)).resume();
const path = require.resolve(script, { paths: [require("path").dirname(self)] });
process.argv = [node, path, ...rest];
require(path);
