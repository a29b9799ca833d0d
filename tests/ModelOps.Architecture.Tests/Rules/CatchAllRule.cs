using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>Everything is caught at the process boundaries only, and these are listed.</summary>
internal static class CatchAllRule
{
    private static readonly Dictionary<string, string> Boundaries = new(StringComparer.Ordinal)
    {
        ["src/ModelOps.Cli/CliApplication.cs"] = "the tool's entry: every error becomes an exit status and a message",
    };

    /// <summary>Catch clauses without a type or with <see cref="Exception"/>, without a filter, outside of the listed files.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        where !Boundaries.ContainsKey(file.Path)
        from clause in file.All<CatchClauseSyntax>()
        where clause.Filter is null && clause.Declaration?.Type.ToString() is (null or "Exception" or "System.Exception")
        select $"{file.At(clause)} catches everything";
}
