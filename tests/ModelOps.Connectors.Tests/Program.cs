using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Routing;
using ModelOps.Contracts.Errors;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ModelOps.Connectors.Tests;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["child", "round-trip", var uri]) return await RoundTripAsync(ObjectUri.Parse(uri));
        return args.Any(arg => arg is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }

    // Writes an object and reads it back as this process's environment says.
    private static async Task<int> RoundTripAsync(ObjectUri uri)
    {
        using var store = new SchemeRouter(TimeProvider.System);
        try
        {
            using var content = new MemoryStream("round trip"u8.ToArray());
            await store.PutAsync(uri, content, new(), CancellationToken.None);
            await using var stream = await store.OpenAsync(uri, null, CancellationToken.None);
            using var reader = new StreamReader(stream);
            Console.WriteLine(await reader.ReadToEndAsync());
            return 0;
        }
        catch (ModelOpsException fault)
        {
            Console.WriteLine($"{fault.Code}: {fault} {fault.Remedy}");
            return 3;
        }
    }
}
