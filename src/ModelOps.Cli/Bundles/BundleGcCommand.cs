using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle gc</c>: shrink the cache of bundles.</summary>
internal static class BundleGcCommand
{
    private const double UsualDays = 30;
    private const double MostDays = 36_500;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var days = new Option<double>("--unused-for") { HelpName = "DAYS", Description = $"How long a bundle must not have been used; {UsualDays} days by default", DefaultValueFactory = static _ => UsualDays };
        return new Command("gc", "Remove bundles from the cache that were not used for long; what is in use stays") { days }.Runs(parse =>
        {
            var age = parse.GetValue(days);
            if (age is not (>= 0 and <= MostDays)) throw new InvalidInputException("invalid_age", $"--unused-for is {age}; expected days from 0 to {MostDays}.");
            var removed = BundlePorts.Cache(context).Collect(TimeSpan.FromDays(age));
            parse.Answer(context).Write(new(removed.Bundles, removed.Bytes), BundleSpecsJson.Default.BundleGcAnswer, static (answer, output) =>
                output.Write($"Removed {answer.RemovedBundles} bundles; {ByteSize.Text(answer.FreedBytes)} became free\n"));
            return ExitStatus.Ok;
        });
    }
}
