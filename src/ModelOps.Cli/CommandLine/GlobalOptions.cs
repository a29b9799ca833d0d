using System.CommandLine;

namespace ModelOps.Cli.CommandLine;

/// <summary>The options that every command understands.</summary>
internal static class GlobalOptions
{
    /// <summary>Answer as JSON.</summary>
    public static readonly Option<bool> Json = new("--json") { Recursive = true, Description = "Answer as JSON; an error is a JSON object on standard error" };

    /// <summary>Show the stack of an error.</summary>
    public static readonly Option<bool> Debug = new("--debug") { Recursive = true, Description = "Show where an error comes from" };
}
