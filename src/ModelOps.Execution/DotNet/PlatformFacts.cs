using System.Runtime.InteropServices;
using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;

namespace ModelOps.Execution.DotNet;

/// <summary>What of this platform can change the bits of a .NET model's result.</summary>
internal static class PlatformFacts
{
    /// <summary>Facts by name: those of the machine, the runtime, and the packages of the model's <c>.deps.json</c>.</summary>
    public static Dictionary<string, string> Of(OpenRequest request)
    {
        var facts = MachineFacts.Read();
        facts["dotnet"] = RuntimeInformation.FrameworkDescription;
        foreach (var (name, version) in Packages(Path.Combine(request.Root, Path.ChangeExtension(request.Container, ".deps.json"))))
            facts[$"package:{name}"] = version;
        return facts;
    }

    private static IEnumerable<(string Name, string Version)> Packages(string path)
    {
        if (!File.Exists(path)) yield break;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        if (!document.RootElement.TryGetProperty("libraries", out var libraries)) yield break;
        foreach (var library in libraries.EnumerateObject())
        {
            var isPackage = library.Value.TryGetProperty("type", out var type) && type.ValueEquals("package");
            var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
            if (isPackage && slash > 0) yield return (library.Name[..slash], library.Name[(slash + 1)..]);
        }
    }
}
