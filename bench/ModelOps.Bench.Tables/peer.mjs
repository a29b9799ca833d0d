// node peer.mjs FILE RUNS: the seconds that polars takes to decode and to encode an Arrow stream, as JSON.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const modules = process.env.MOPS_TEST_NODE_MODULES ?? path.join(import.meta.dirname, '../../tests/ModelOps.Tables.Tests/Node/node_modules');
const pl = createRequire(path.join(modules, 'x.js'))('nodejs-polars');
const [file, runs] = process.argv.slice(2);
const bytes = fs.readFileSync(file);

function seconds(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const frame = pl.readIPCStream(bytes);
const times = { decode: [], encode: [] };
for (let i = 0; i <= Number(runs); i++) {
  const decode = seconds(() => pl.readIPCStream(bytes));
  const encode = seconds(() => frame.writeIPCStream());
  if (i > 0) {
    times.decode.push(decode);
    times.encode.push(encode);
  }
}
process.stdout.write(JSON.stringify(times));
