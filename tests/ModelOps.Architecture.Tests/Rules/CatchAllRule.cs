using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Everything is caught at the process boundaries only, and these are listed.</summary>
internal static class CatchAllRule
{
    private static readonly Dictionary<string, string> Boundaries = new(StringComparer.Ordinal)
    {
        ["src/ModelOps.Adaptive/Running/RunnerInbox.cs"] = "a pump of the runner: what ends it is thrown by the runner's next look into its inbox",
        ["src/ModelOps.Cli/CliApplication.cs"] = "the tool's entry: every error becomes an exit status and a message",
        ["src/ModelOps.Execution/DotNet/CallLoop.cs"] = "a worker's boundary to user code: what an algorithm or target throws is the answer to the call",
        ["src/ModelOps.Execution/DotNet/ModelLoader.cs"] = "a worker's boundary to user code: initializers and constructors may throw anything",
        ["src/ModelOps.Execution/DotNet/SimulationLoop.cs"] = "a worker's boundary to user code: what a model throws is the task's outcome",
        ["src/ModelOps.Execution/Pool/TaskPump.cs"] = "the caller's stream of tasks: what it throws is handed on at the end of the outcomes",
    };

    /// <summary>Catch clauses without a type or with <see cref="Exception"/>, without a filter, outside of the listed files.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        where !Boundaries.ContainsKey(file.Path)
        from clause in file.All<CatchClauseSyntax>()
        where clause.Filter is null && clause.Declaration?.Type.ToString() is (null or "Exception" or "System.Exception")
        select $"{file.At(clause)} catches everything";
}
