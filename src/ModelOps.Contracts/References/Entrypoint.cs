using System.Text.RegularExpressions;
using ModelOps.Contracts.Errors;

namespace ModelOps.Contracts.References;

/// <summary>
/// Names the code to run, in one of these forms: <c>package.module:object</c> or <c>module:function</c> (Python),
/// <c>package.module.Class/scenario</c> (Python, with a scenario), <c>path/Model.dll:Namespace.Type</c> (.NET) or
/// <c>exec:./path</c> (an executable).
/// </summary>
public sealed partial record Entrypoint
{
    private const string ExecutablePrefix = "exec:";
    private const string AssemblySeparator = ".dll:";

    private Entrypoint(string text, EntrypointKind kind, string container, string member, string? scenario = null)
    {
        Text = text;
        Kind = kind;
        Container = container;
        Member = member;
        Scenario = scenario;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>What runs it.</summary>
    public EntrypointKind Kind { get; }

    /// <summary>The Python module, the assembly's path or the executable's path; paths are relative to the bundle's root, with forward slashes. Empty for a model id.</summary>
    public string Container { get; }

    /// <summary>The Python object, .NET type or model id; empty for an executable.</summary>
    public string Member { get; }

    /// <summary>The scenario of the slash form, otherwise <see langword="null"/>.</summary>
    public string? Scenario { get; }

    /// <summary>Parses an entrypoint; anything else is code <c>invalid_entrypoint</c>.</summary>
    public static Entrypoint Parse(string text)
    {
        if (text.StartsWith(ExecutablePrefix, StringComparison.Ordinal))
            return new(text, EntrypointKind.Executable, InsideBundle(text, text[ExecutablePrefix.Length..]), "");
        var dll = text.IndexOf(AssemblySeparator, StringComparison.OrdinalIgnoreCase);
        if (dll > 0) return DotNet(text, text[..(dll + 4)], text[(dll + AssemblySeparator.Length)..]);
        var (colon, slash) = (text.Contains(':', StringComparison.Ordinal), text.Contains('/', StringComparison.Ordinal));
        if (colon && slash) throw Invalid(text, "it has both ':' and '/', so it is ambiguous");
        if (!colon && !slash) throw Invalid(text, "it must contain either '/' or ':'");
        return colon ? Python(text) : WithScenario(text);
    }

    /// <summary>Parses what may also be the id of a model: letters, digits, <c>_</c> and <c>-</c>.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_entrypoint</c>.</exception>
    public static Entrypoint ParseOrId(string text) => IdForm().IsMatch(text) ? new(text, EntrypointKind.ModelId, "", text) : Parse(text);

    /// <summary>The text as given.</summary>
    public override string ToString() => Text;

    private static Entrypoint Python(string text)
    {
        var match = PythonForm().Match(text);
        return match.Success
            ? new(text, EntrypointKind.Python, match.Groups["module"].Value, match.Groups["member"].Value)
            : throw Invalid(text, "both sides of ':' must be Python names");
    }

    private static Entrypoint WithScenario(string text)
    {
        var match = ScenarioForm().Match(text);
        return match.Success
            ? new(text, EntrypointKind.Python, match.Groups["module"].Value, match.Groups["member"].Value, match.Groups["scenario"].Value)
            : throw Invalid(text, "before '/' stands package.module.Class, after it a scenario of 1 to 64 of a-z, 0-9, '-', '_', '.'");
    }

    private static Entrypoint DotNet(string text, string assembly, string type) => TypeForm().IsMatch(type)
        ? new(text, EntrypointKind.DotNet, InsideBundle(text, assembly), type)
        : throw Invalid(text, "after '.dll:' stands a type with its namespace");

    private static string InsideBundle(string text, string path)
    {
        var parts = path.Split('/').Where(part => part is not "" and not ".").ToArray();
        if (parts.Length == 0 || path.StartsWith('/') || parts.Contains("..") || path.AsSpan().ContainsAny('\\', '\0', '\n'))
            throw Invalid(text, "its path must lie inside the bundle, relative, with forward slashes");
        return string.Join('/', parts);
    }

    private static InvalidInputException Invalid(string text, string reason) => new(
        "invalid_entrypoint",
        $"Invalid entrypoint '{text}': {reason}.",
        "Write package.module:function, package.module.Class/scenario, path/Model.dll:Namespace.Type or exec:./program.");

    [GeneratedRegex(@"\A(?<module>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):(?<member>[A-Za-z_]\w*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PythonForm();

    [GeneratedRegex(@"\A(?<module>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\.(?<member>[A-Za-z_]\w*)/(?<scenario>[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScenarioForm();

    [GeneratedRegex(@"\A[A-Za-z_]\w*(?:[.+][A-Za-z_]\w*)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeForm();

    // Without a point: a module whose function was forgotten must not pass for an id.
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm();
}
