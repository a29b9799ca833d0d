// Two independent Arrow implementations judge ours.
//   node peers.mjs write DIR   writes their files and expected.json: {file: [{name, cells}]}
//   node peers.mjs read DIR    prints what each of them reads in DIR/*.arrow: {file: {peer: [{name, cells}]}}
// A cell is null, or a text: an integer or a count of a time unit in decimal, a float as "f:" and the hex bits of its double,
// "true" or "false", the text itself, bytes as "x:" and hex, a list as its cells joined by commas in brackets.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

// Packages may be installed elsewhere than beside this file.
const require = createRequire(path.join(process.env.MOPS_TEST_NODE_MODULES ?? path.join(import.meta.dirname, 'node_modules'), 'x.js'));
const arrow = require('apache-arrow');
const pl = require('nodejs-polars');

function float(value) {
  if (Number.isNaN(value)) return 'f:nan';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return 'f:' + view.getBigUint64(0).toString(16).padStart(16, '0');
}

function list(items, cell) {
  return items === null ? null : `[${[...items].map(item => cell(item) ?? 'null').join(',')}]`;
}

function arrowCell(type) {
  const A = arrow.Type;
  const some = render => value => (value === null || value === undefined ? null : render(value));
  switch (type.typeId) {
    case A.Dictionary: return arrowCell(type.dictionary);
    case A.List:
    case A.FixedSizeList: return value => list(value, arrowCell(type.children[0].type));
    case A.Float: return some(float);
    case A.Binary:
    case A.LargeBinary: return some(value => 'x:' + Buffer.from(value).toString('hex'));
    default: return some(String);
  }
}

// Times are given by apache-arrow as JavaScript dates; their counts are in the buffers.
function rawCounts(vector) {
  const wide = !arrow.DataType.isTime(vector.type) ? !(arrow.DataType.isDate(vector.type) && vector.type.unit === 0) : vector.type.bitWidth === 64;
  return vector.data.flatMap(data => {
    const bytes = data.values;
    const counts = wide ? new BigInt64Array(bytes.buffer, bytes.byteOffset, data.length) : new Int32Array(bytes.buffer, bytes.byteOffset, data.length);
    return Array.from({ length: data.length }, (_, i) => (data.getValid(i) ? String(counts[i]) : null));
  });
}

function describeArrow(table) {
  return table.schema.fields.map((field, i) => {
    const vector = table.getChildAt(i);
    const temporal = arrow.DataType.isDate(field.type) || arrow.DataType.isTime(field.type)
      || arrow.DataType.isTimestamp(field.type) || arrow.DataType.isDuration(field.type);
    const cells = temporal ? rawCounts(vector) : Array.from({ length: table.numRows }, (_, row) => arrowCell(field.type)(vector.get(row)));
    return { name: field.name, cells };
  });
}

function describePolars(frame) {
  return frame.columns.map(name => {
    let series = frame.getColumn(name);
    const type = String(series.dtype);
    // JavaScript numbers would round; the texts of integers do not.
    if (/Date|Duration|Time/.test(type)) series = series.cast(pl.Int64).cast(pl.Utf8);
    else if (/Int/.test(type) && !/List/.test(type)) series = series.cast(pl.Utf8);
    const cell = value => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'number') return /Float/.test(type) ? float(value) : String(value);
      if (Buffer.isBuffer(value) || value instanceof Uint8Array) return 'x:' + Buffer.from(value).toString('hex');
      if (Array.isArray(value) || value?.toArray) return list(value.toArray?.() ?? value, cell);
      return String(value);
    };
    return { name, cells: series.toArray().map(cell) };
  });
}

const texts = ['', 'a', null, 'twelve bytes', 'thirteen bytes', 'snø ☃ 🌨', 'a "quoted", text\n', null];

function arrowVectors() {
  const { vectorFromArray: of } = arrow;
  const day = 86400000;
  return {
    flag: of([true, null, false, true, true, false, null, true], new arrow.Bool()),
    i8: of([1, -128, null, 127, 0, 1, 2, 3], new arrow.Int8()),
    i16: of([1, -32768, null, 32767, 0, 1, 2, 3], new arrow.Int16()),
    i32: of([1, -2147483648, null, 2147483647, 0, 1, 2, 3], new arrow.Int32()),
    i64: of([1n, -9223372036854775808n, null, 9223372036854775807n, 0n, 1n, 2n, 3n], new arrow.Int64()),
    u8: of([1, 255, null, 0, 1, 2, 3, 4], new arrow.Uint8()),
    u16: of([1, 65535, null, 0, 1, 2, 3, 4], new arrow.Uint16()),
    u32: of([1, 4294967295, null, 0, 1, 2, 3, 4], new arrow.Uint32()),
    u64: of([1n, 18446744073709551615n, null, 0n, 1n, 2n, 3n, 4n], new arrow.Uint64()),
    f16: arrow.makeVector(arrow.makeData({ type: new arrow.Float16(), data: new Uint16Array([0x3c00, 0xbc00, 0x0001, 0x7bff, 0x0000, 0x3555, 0x7c00, 0x4000]) })),
    f32: of([1, -0.5, null, 3.4028234663852886e38, 0, -0, 0.1, 2], new arrow.Float32()),
    f64: of([1, -0.1, null, 1.7976931348623157e308, 5e-324, -0, NaN, Infinity], new arrow.Float64()),
    text: of(texts, new arrow.Utf8()),
    largeText: of(texts, new arrow.LargeUtf8()),
    bytes: of([new Uint8Array([]), new Uint8Array([0, 255]), null, new Uint8Array([1]), null, new Uint8Array([2]), new Uint8Array([3]), new Uint8Array([4])], new arrow.Binary()),
    day: of([0, -1, null, 20000, 1, 2, 3, 4].map(d => (d === null ? null : new Date(d * day))), new arrow.DateDay()),
    dayMs: of([0, -1, null, 20000, 1, 2, 3, 4].map(d => (d === null ? null : new Date(d * day))), new arrow.DateMillisecond()),
    timeS: of([0, 1, null, 86399, 1, 2, 3, 4], new arrow.TimeSecond()),
    timeNs: of([0n, 1n, null, 86399999999999n, 1n, 2n, 3n, 4n], new arrow.TimeNanosecond()),
    stampUs: arrow.makeVector(arrow.makeData({ type: new arrow.TimestampMicrosecond('UTC'), data: new BigInt64Array([0n, -1n, 1700000000000001n, 3n, 4n, 5n, 6n, 7n]) })),
    stampS: arrow.makeVector(arrow.makeData({ type: new arrow.TimestampSecond(), data: new BigInt64Array([0n, -1n, 1700000000n, 3n, 4n, 5n, 6n, 7n]) })),
    span: arrow.makeVector(arrow.makeData({ type: new arrow.DurationMillisecond(), data: new BigInt64Array([0n, -1n, 1500n, 3n, 4n, 5n, 6n, 7n]) })),
    coded: of(['S', 'I', null, 'R', 'S', 'S', 'I', 'R'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8())),
    codedNumber: of([1.5, 2.5, null, 1.5, 2.5, 2.5, 1.5, 1.5], new arrow.Dictionary(new arrow.Float64(), new arrow.Uint16())),
    list: of([[1, 2], [], null, [3.5], [null, 1], [4], [5], [6]], new arrow.List(new arrow.Field('item', new arrow.Float64(), true))),
    fixedList: of([[1, 2], [3, 4], null, [5, 6], [7, 8], [9, 10], [11, 12], [13, 14]], new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Int32(), true))),
    nothing: of([null, null, null, null, null, null, null, null], new arrow.Null()),
  };
}

function writeArrow(put) {
  const whole = new arrow.Table(arrowVectors());
  put('arrow-whole-stream', arrow.tableToIPC(whole, 'stream'), describeArrow(whole));
  put('arrow-whole-file', arrow.tableToIPC(whole, 'file'), describeArrow(whole));
  const plain = new arrow.Table(Object.fromEntries(Object.entries(arrowVectors()).filter(([name]) => name !== 'list' && name !== 'fixedList')));
  const slices = plain.slice(0, 3).concat(plain.slice(3, 4), plain.slice(4, 4), plain.slice(4, 8));
  put('arrow-slices-stream', arrow.tableToIPC(slices, 'stream'), describeArrow(slices));
  put('arrow-slices-file', arrow.tableToIPC(slices, 'file'), describeArrow(slices));
  const empty = whole.slice(0, 0);
  put('arrow-empty-stream', arrow.tableToIPC(empty, 'stream'), describeArrow(empty));

  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 7);
  const builder = arrow.makeBuilder({ type, nullValues: [null] });
  const chunks = [['a', 'b', null], ['b', 'c'], ['d', 'a', 'c']].map(values => {
    values.forEach(value => builder.append(value));
    return builder.flush();
  });
  const schema = new arrow.Schema([new arrow.Field('coded', type, true)]);
  const batches = chunks.map(data => new arrow.RecordBatch(schema, arrow.makeData({ type: new arrow.Struct(schema.fields), length: data.length, nullCount: 0, children: [data] })));
  const deltas = arrow.RecordBatchStreamWriter.writeAll(batches).toUint8Array(true);
  put('arrow-deltas-stream', deltas, [{ name: 'coded', cells: ['a', 'b', null, 'b', 'c', 'd', 'a', 'c'] }]);
}

function polarsFrame() {
  const days = [0, -1, null, 20000, 1, 2, 3, 4];
  const stamps = [0, -1, null, 1700000000001, 1, 2, 3, 4];
  const of = (name, values, type) => pl.Series(name, values, type);
  const whole = (name, type) => of(name, stamps, pl.Int64).cast(type);
  return pl.DataFrame([
    of('flag', [true, null, false, true, true, false, null, true], pl.Bool),
    ...['Int8', 'Int16', 'Int32', 'Int64', 'UInt8', 'UInt16', 'UInt32', 'UInt64'].map(name => of(name, [1, 127, null, 0, 1, 2, 3, 4], pl.Int32).cast(pl[name])),
    of('f32', [1, -0.5, null, 0.1, 0, -0, 2, 3], pl.Float32),
    of('f64', [1, -0.1, null, 1.7976931348623157e308, 5e-324, -0, NaN, Infinity], pl.Float64),
    of('text', texts, pl.Utf8),
    of('coded', ['S', 'I', null, 'R', 'S', 'S', 'I', 'R'], pl.Utf8).cast(pl.Categorical),
    of('day', days, pl.Int32).cast(pl.Date),
    whole('stampMs', pl.Datetime('ms')),
    whole('stampUs', pl.Datetime('us', 'UTC')),
    whole('span', pl.Duration('ms')),
    of('list', [[1, 2], [], null, [3.5], [4], [5], [6], [7]], pl.List(pl.Float64)),
  ]);
}

function writePolars(put) {
  const whole = polarsFrame();
  const described = describePolars(whole);
  for (const compression of ['uncompressed', 'lz4', 'zstd']) {
    put(`polars-whole-${compression}-stream`, whole.writeIPCStream({ compression }), described);
    put(`polars-whole-${compression}-file`, whole.writeIPC({ compression }), described);
  }
  const long = pl.DataFrame({
    day: Array.from({ length: 30000 }, (_, i) => i),
    cases: Array.from({ length: 30000 }, (_, i) => Math.sin(i) * 1e3),
    text: Array.from({ length: 30000 }, (_, i) => (i % 7 === 0 ? null : `row ${i % 100} of a text that is long`)),
  });
  put('polars-long-lz4-stream', long.writeIPCStream({ compression: 'lz4' }), describePolars(long));
  const chunks = pl.concat([whole, whole.slice(3, 2), whole.slice(0, 0), whole.slice(1, 7)], { how: 'vertical', rechunk: false });
  // The file form allows one dictionary a column; polars replaces it from chunk to chunk.
  const uncoded = chunks.drop('coded');
  put('polars-chunks-lz4-file', uncoded.writeIPC({ compression: 'lz4' }), describePolars(uncoded));
  put('polars-chunks-stream', chunks.writeIPCStream(), describePolars(chunks));
  const empty = whole.slice(0, 0);
  put('polars-empty-stream', empty.writeIPCStream(), describePolars(empty));
}

const [mode, folder] = process.argv.slice(2);
if (mode === 'write') {
  const expected = {};
  const put = (name, bytes, columns) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    expected[name] = columns;
  };
  writeArrow(put);
  writePolars(put);
  fs.writeFileSync(path.join(folder, 'expected.json'), JSON.stringify(expected));
} else {
  const seen = {};
  for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.arrow'))) {
    const bytes = fs.readFileSync(path.join(folder, file));
    const attempt = read => { try { return read(); } catch (error) { return String(error); } };
    seen[file] = {
      arrow: attempt(() => describeArrow(arrow.tableFromIPC(bytes))),
      polars: attempt(() => describePolars(bytes.subarray(0, 6).toString() === 'ARROW1' ? pl.readIPC(bytes) : pl.readIPCStream(bytes))),
    };
  }
  process.stdout.write(JSON.stringify(seen));
}
