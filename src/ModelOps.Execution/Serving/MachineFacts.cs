using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ModelOps.Execution.Serving;

/// <summary>What of this machine can change the bits of a result, whatever runs the model.</summary>
internal static partial class MachineFacts
{
    private const string TunablesVariable = "GLIBC_TUNABLES";

    /// <summary>Facts by name: operating system, C library, processor class.</summary>
    public static Dictionary<string, string> Read()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["os"] = OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "Darwin" : RuntimeInformation.OSDescription,
            ["libc"] = CLibrary(),
            ["cpu"] = Processor(),
        };
        if (Environment.GetEnvironmentVariable(TunablesVariable) is { Length: > 0 } tunables) facts["glibc_tunables"] = tunables;
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

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GlibcVersion();
}
