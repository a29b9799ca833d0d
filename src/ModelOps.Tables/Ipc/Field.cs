namespace ModelOps.Tables.Ipc;

/// <summary>One field of a schema.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The type of the values, of a dictionary field that of the dictionary's values.</param>
/// <param name="Dictionary">The dictionary that the codes of the field refer to, if it has one.</param>
internal sealed record Field(string Name, FieldType Type, DictionaryReference? Dictionary);
