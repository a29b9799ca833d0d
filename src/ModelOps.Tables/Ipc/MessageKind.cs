namespace ModelOps.Tables.Ipc;

/// <summary>The union MessageHeader of Message.fbs.</summary>
internal enum MessageKind : byte
{
    /// <summary>No header.</summary>
    None,

    /// <summary>The fields.</summary>
    Schema,

    /// <summary>Values of a dictionary.</summary>
    DictionaryBatch,

    /// <summary>Rows.</summary>
    RecordBatch,
}
