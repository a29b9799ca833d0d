using System.CommandLine;
using ModelOps.Bundles.Templates;
using ModelOps.Bundles.Workflow;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle init</c>: starts a project, or sets its registry.</summary>
internal static class BundleInitCommand
{
    private const string Python = "python";

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var target = new Argument<string?>("FOLDER|REGISTRY")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A folder to start the project in, created if missing; or a registry such as localhost:5000/my-models for the working directory",
        };
        var registry = new Option<string?>("--registry") { HelpName = "HOST/NAME[:TAG]", Description = "Where the project is pushed to" };
        var template = new Option<string?>("--template") { HelpName = "python|dotnet", Description = "Begin with these files; python in a folder that is made, none in one that is there" };
        template.AcceptOnlyFromAmong(Python, "dotnet");
        return new Command("init", "Start a project in a folder, or set its registry") { target, registry, template }.Runs(parse =>
        {
            var options = Options(context, parse.GetValue(target), parse.GetValue(registry)) with
            {
                Template = parse.GetValue(template) switch { null => null, Python => TemplateKind.Python, _ => TemplateKind.DotNet },
            };
            var result = ProjectInit.Run(options);
            var answer = new BundleInitAnswer(result.Project.Root, result.Config.RegistryRef, result.Config.DefaultTag, result.IsNew, result.Created, result.Before);
            parse.Answer(context).Write(answer, BundlesJson.Default.BundleInitAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static InitOptions Options(CliContext context, string? target, string? registry)
    {
        if (target is null || !RegistryTarget.IsMeant(target))
            return new() { Folder = context.Resolve(target ?? "."), Registry = registry is null ? null : RegistryTarget.Parse(registry) };
        if (registry is not null && registry != target)
            throw new InvalidInputException("two_registries", $"'{target}' and '{registry}' both name a registry; expected one.");
        return new() { Folder = context.WorkingDirectory, Registry = RegistryTarget.Parse(target) };
    }

    private static void Render(BundleInitAnswer answer, TextWriter output)
    {
        output.Write($"{(answer.New ? "Initialized" : "Reinitialized")} the bundle project {answer.Project}\n");
        foreach (var path in answer.Created) output.Write($"  + {path}\n");
        if (answer.PreviousRegistry is not null) output.Write($"Registry changed from {answer.PreviousRegistry}: nothing counts as pushed yet\n");
        output.Write(answer.Registry is null
            ? "Registry  not chosen yet: mops bundle init --registry HOST/NAME\n"
            : $"Registry  {answer.Registry}:{answer.Tag}\n");
    }
}
