using ModelOps.Cli.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Invocation;

/// <summary>A whole run of the tool as a function call.</summary>
internal sealed record CliRun(ExitStatus Status, string Out, string Error)
{
    /// <summary>Runs a command line in an empty folder with an empty environment.</summary>
    public static async Task<CliRun> Of(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        return await In(folder.Path, [], arguments);
    }

    /// <summary>Runs a command line in a folder with these environment variables.</summary>
    public static async Task<CliRun> In(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = Context(folder, environment) with { Out = output, Error = error };
        var status = await CliApplication.RunAsync(arguments, context, TestContext.Current.CancellationToken);
        return new(status, output.ToString(), error.ToString());
    }

    /// <summary>A context whose streams lead nowhere.</summary>
    public static CliContext Context(string folder, Dictionary<string, string> environment) => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        WorkingDirectory = folder,
        Variable = name => environment.GetValueOrDefault(name) ?? (name == "HOME" ? folder : null),
    };
}
