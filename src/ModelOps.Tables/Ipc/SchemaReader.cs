using ModelOps.Tables.Columns;
using ModelOps.Tables.Flatbuffers;

namespace ModelOps.Tables.Ipc;

/// <summary>Reads the Schema of Schema.fbs; metadata of schema and fields is passed over.</summary>
internal static class SchemaReader
{
    private const int EndiannessSlot = 0;
    private const int FieldsSlot = 1;
    private const int NameSlot = 0;
    private const int DictionarySlot = 4;
    private const int DictionaryIdSlot = 0;
    private const int DictionaryCodesSlot = 1;

    /// <summary>The fields of a schema, each name once.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="metadataSize">The size of the message around it, which bounds what the names may take together.</param>
    public static Field[] Read(FlatTable schema, int metadataSize)
    {
        if (schema.Int16(EndiannessSlot, 0) != 0)
            throw InvalidTable.Unsupported("The table is written in big-endian byte order.", "Write it on a little-endian machine.");
        var vector = schema.Vector(FieldsSlot, sizeof(uint));
        var fields = new Field[vector.Count];
        var names = new HashSet<string>(fields.Length);
        var left = metadataSize;
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = ReadField(vector.Table(i));
            if (!names.Add(fields[i].Name)) throw InvalidTable.Because($"two columns are named '{fields[i].Name}'");
            // Offsets may point into each other's texts, so that small metadata would stand for endless names.
            left -= fields[i].Name.Length + (fields[i].Type.Type.Zone?.Length ?? 0);
            if (left < 0) throw InvalidTable.Because("the names of its columns overlap");
        }
        return fields;
    }

    private static Field ReadField(FlatTable field)
    {
        var name = field.Text(NameSlot) ?? "";
        var type = TypeReader.Read(field, name);
        if (!field.TryTable(DictionarySlot, out var dictionary)) return new(name, type, null);
        if (type.Item is not null)
            throw InvalidTable.Unsupported($"Column '{name}' is a dictionary of lists, which is not read.", "Write the lists themselves.");
        // The format's default for codes is a signed 32-bit integer.
        var codes = dictionary.TryTable(DictionaryCodesSlot, out var integer) ? TypeReader.Integer(integer, name) : ColumnKind.Int32;
        return new(name, type, new(dictionary.Int64(DictionaryIdSlot, 0), new(codes)));
    }
}
