namespace ModelOps.Execution.Results;

/// <summary>The shapes of the tables that one worker sent last: a model's tables hardly ever differ in them. For one thread.</summary>
internal sealed class TableTemplates
{
    private const int Kept = 16;
    private const int LongestShape = 4096;
    private const int LargestTable = 1 << 16;

    private readonly List<TableTemplate> _templates = new(Kept);
    private int _next;

    /// <summary>The template that fits a table that begins with these bytes, or null.</summary>
    public TableTemplate? Find(ReadOnlySpan<byte> table)
    {
        foreach (var template in _templates)
        {
            if (template.Fits(table)) return template;
        }
        return null;
    }

    /// <summary>Remembers the shape of a table, in the place of the oldest one if there are many; of a large table it is not worth it.</summary>
    /// <inheritdoc cref="TableTemplate.Of" path="/param" />
    public void Add(ReadOnlySpan<byte> shape, ReadOnlySpan<RawColumn> columns, ReadOnlySpan<byte> stream)
    {
        if (shape.Length > LongestShape || stream.Length > LargestTable || TableTemplate.Of(shape, columns, stream) is not { } template) return;
        if (_templates.Count < Kept) _templates.Add(template);
        else _templates[_next++ % Kept] = template;
    }
}
