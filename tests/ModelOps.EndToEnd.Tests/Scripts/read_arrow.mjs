// Prints the columns of an Arrow file as JSON lists, 64-bit integers as texts: node read_arrow.mjs NODE_MODULES FILE
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [modules, file] = process.argv.slice(2);
const arrow = createRequire(path.join(modules, 'x.js'))('apache-arrow');
const table = arrow.tableFromIPC(fs.readFileSync(file));
const columns = Object.fromEntries(table.schema.fields.map((field, i) => [field.name, [...table.getChildAt(i)]]));
console.log(JSON.stringify(columns, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
