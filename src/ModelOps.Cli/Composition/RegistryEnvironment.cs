using System.Globalization;
using ModelOps.Bundles.References;
using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Workflow;
using ModelOps.Bundles.Workflow.Tracking;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Composition;

/// <summary>
/// What the environment says of registries: <c>MODELOPS_REGISTRY_URL</c> (<c>[http[s]://]host[:port][/path]</c>; <c>http</c> is without
/// TLS) and <c>MODELOPS_REGISTRY_REPO</c>, which complete a reference without a registry; <c>MODELOPS_REGISTRY_USERNAME</c>,
/// <c>_PASSWORD</c>, <c>_INSECURE</c>; <c>MODELOPS_HTTP_TIMEOUT</c> (seconds), <c>MODELOPS_HTTP_RETRY</c>. Without a user name Docker's
/// configuration is looked at.
/// </summary>
internal static class RegistryEnvironment
{
    private const string Url = "MODELOPS_REGISTRY_URL";
    private const string Repository = "MODELOPS_REGISTRY_REPO";
    private const string Timeout = "MODELOPS_HTTP_TIMEOUT";
    private const string Retries = "MODELOPS_HTTP_RETRY";
    private const string Plain = "http://";
    private const double LongestTimeoutSeconds = 86_400;
    private const int MostRetries = 100;

    private static readonly HashSet<string> True = new(["true", "1", "yes", "on"], StringComparer.OrdinalIgnoreCase);

    /// <summary>How registries are spoken to.</summary>
    /// <exception cref="InvalidInputException">Code <c>registry_settings_invalid</c>.</exception>
    public static RegistryOptions Options(CliContext context)
    {
        var options = new RegistryOptions
        {
            Username = Text(context, "MODELOPS_REGISTRY_USERNAME"),
            Password = Text(context, "MODELOPS_REGISTRY_PASSWORD"),
            Insecure = True.Contains(Text(context, "MODELOPS_REGISTRY_INSECURE") ?? "") || Text(context, Url)?.StartsWith(Plain, StringComparison.Ordinal) == true,
            UploadFolder = Path.Combine(UserFolder.Locate(context), "uploads"),
            DockerConfigFolder = DockerFolder(context),
            Time = context.Time,
        };
        if (Text(context, Timeout) is { } timeout) options = options with { Timeout = Seconds(timeout) };
        if (Text(context, Retries) is { } retries) options = options with { Retries = Count(retries) };
        return options;
    }

    /// <summary>What completes a reference that names no registry: the variables, and the tracked project of the working directory.</summary>
    /// <exception cref="InvalidInputException">Code <c>registry_settings_invalid</c>; codes of <see cref="ProjectConfig.Load"/>.</exception>
    public static RegistryDefaults Defaults(CliContext context) => new(Namespace(context), Project(context));

    private static RegistryAddress? Namespace(CliContext context)
    {
        if (Text(context, Url) is not { } url || Text(context, Repository) is not { } repository) return null;
        var address = url.StartsWith(Plain, StringComparison.Ordinal) ? url[Plain.Length..] : url.StartsWith("https://", StringComparison.Ordinal) ? url["https://".Length..] : url;
        try
        {
            return RegistryAddress.Parse($"{address.TrimEnd('/')}/{repository.Trim('/')}");
        }
        catch (InvalidInputException fault)
        {
            throw Invalid($"{Url} is '{url}' and {Repository} is '{repository}'; expected '[https://]host[:port]' and a name such as 'team/models'.", fault);
        }
    }

    private static RegistryAddress? Project(CliContext context) =>
        BundleProject.TryFind(context.WorkingDirectory) is { } project
        && ProjectConfig.Load(project).RegistryRef is { } reference
        && RegistryTarget.Target(reference, project.Root) is BundleTarget.Registry registry
            ? registry.Address
            : null;

    private static string? DockerFolder(CliContext context) =>
        Text(context, "DOCKER_CONFIG") ?? (Text(context, "HOME") is { } home ? Path.Combine(home, ".docker") : null);

    private static TimeSpan Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeoutSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Invalid($"{Timeout} is '{text}'; expected seconds above 0, at most a day.");

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRetries
            ? count
            : throw Invalid($"{Retries} is '{text}'; expected a whole number from 0 to {MostRetries}.");

    private static string? Text(CliContext context, string name) => context.Variable(name) is { Length: > 0 } text ? text : null;

    private static InvalidInputException Invalid(string message, Exception? cause = null) => new("registry_settings_invalid", message, inner: cause);
}
