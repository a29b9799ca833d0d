namespace ModelOps.Cli.Tools;

/// <summary>The answer of <c>mops doctor</c>.</summary>
/// <param name="Tools">Every outside tool that mops may use.</param>
internal sealed record DoctorAnswer(IReadOnlyList<FoundTool> Tools);
