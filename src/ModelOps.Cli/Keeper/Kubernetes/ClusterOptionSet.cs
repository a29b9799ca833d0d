using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Telemetry;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary>The options of commands that ask a cluster: which one, and how long a request may take.</summary>
internal sealed class ClusterOptionSet
{
    private readonly Option<string?> _context = new("--context") { HelpName = "NAME", Description = "The context of the kubeconfig; the current one if not given" };

    private readonly Option<string> _timeout = new("--request-timeout")
    {
        HelpName = "TIME", Description = "How long the API server may take for one request, such as 20s", DefaultValueFactory = static _ => "20s",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_context);
        command.Add(_timeout);
    }

    /// <summary>The kubectl that they ask for; <c>KUBECTL</c> names another program.</summary>
    public KubectlTool Tool(ParseResult parse, CliContext context)
    {
        var settings = KubectlSettings.Of(context.Variable) with { Context = parse.GetValue(_context), RequestTimeout = Time(parse.GetRequiredValue(_timeout), _timeout.Name) };
        return new(settings, context.Time);
    }

    /// <summary>A length of time above 0 and up to a day, as an option has it.</summary>
    public static TimeSpan Time(string text, string option)
    {
        var milliseconds = DurationText.Parse(text);
        return milliseconds > 0 && milliseconds <= TimeSpan.MillisecondsPerDay
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new InvalidInputException("invalid_time_limit", $"{option} is '{text}'; expected more than 0 and at most 24h.");
    }
}
