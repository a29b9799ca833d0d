namespace ModelOps.Cli.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>int64</c> or <c>timestamp[us, UTC]</c>.</param>
/// <param name="Missing">How many of its values are missing.</param>
internal sealed record TableColumn(string Name, string Type, int Missing);
