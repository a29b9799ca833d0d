namespace ModelOps.Cli.Output;

/// <summary>The version of this tool.</summary>
internal static class ToolVersion
{
    /// <summary>Three numbers, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);
}
