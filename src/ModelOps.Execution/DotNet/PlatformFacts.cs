using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.DotNet;

/// <summary>What of this platform can change the bits of a .NET model's result.</summary>
internal static partial class PlatformFacts
{
    private const string TunablesVariable = "GLIBC_TUNABLES";

    /// <summary>Facts by name: operating system, C library, processor class, runtime, and the packages of the model's <c>.deps.json</c>.</summary>
    public static Dictionary<string, string> Of(OpenRequest request)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["os"] = OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "Darwin" : RuntimeInformation.OSDescription,
            ["libc"] = CLibrary(),
            ["cpu"] = Processor(),
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
        };
        if (Environment.GetEnvironmentVariable(TunablesVariable) is { Length: > 0 } tunables) facts["glibc_tunables"] = tunables;
        foreach (var (name, version) in Packages(Path.Combine(request.Root, Path.ChangeExtension(request.Container, ".deps.json"))))
            facts[$"package:{name}"] = version;
        return facts;
    }

    // What the just-in-time compiler may use, which its environment variables can narrow; the levels are those of the x86-64 psABI.
    private static string Processor()
    {
        if (!X86Base.IsSupported) return RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        if (!(Sse42.IsSupported && Popcnt.IsSupported)) return "x86-64-v1";
        if (!(Avx2.IsSupported && Fma.IsSupported && Bmi1.IsSupported && Bmi2.IsSupported && Lzcnt.IsSupported)) return "x86-64-v2";
        var wide = Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512CD.IsSupported && Avx512DQ.IsSupported;
        return wide ? "x86-64-v4" : "x86-64-v3";
    }

    private static string CLibrary()
    {
        try
        {
            return OperatingSystem.IsLinux() ? $"glibc {Marshal.PtrToStringUTF8(GlibcVersion())}" : Environment.OSVersion.VersionString;
        }
        catch (EntryPointNotFoundException)
        {
            return "unknown";
        }
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

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GlibcVersion();
}
