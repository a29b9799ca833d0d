using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>Studies that are stopped half-way, at a moment that the test chooses.</summary>
internal static class Interruptions
{
    /// <summary>How many simulations a gated study runs before it waits.</summary>
    public const int Gate = 10;

    /// <summary>
    /// Writes a study whose simulations wait, after the first <see cref="Gate"/>, for a file to appear. The environment of the
    /// workplace names that file and the log.
    /// </summary>
    public static string WriteGatedStudy(this Workplace workplace)
    {
        workplace.Environment["MOPS_TEST_LOG"] = workplace.Outside("simulations.log");
        workplace.Environment["MOPS_TEST_GATE"] = workplace.Outside("gate");
        return workplace.WithModels("good_models.py").WriteStudy(new Study("gated", "good_models:gated") { MaxTrials = 20 });
    }

    /// <summary>Lets a gated study go on.</summary>
    public static void OpenGate(this Workplace workplace) => File.WriteAllText(workplace.Outside("gate"), "");

    /// <summary>Completes when a gated study waits at its gate.</summary>
    public static Task AtGateAsync(this Workplace workplace) => Eventually.TrueAsync(
        () => workplace.Simulated().Count > Gate, "A simulation waits at the gate");

    /// <summary>What was simulated, in order: parameter and seed.</summary>
    public static IReadOnlyList<string> Simulated(this Workplace workplace) =>
        File.Exists(workplace.Outside("simulations.log")) ? File.ReadAllLines(workplace.Outside("simulations.log")) : [];

    /// <summary>Starts a study, ends it by Ctrl-C when some of it is done, and opens its gate for the next one.</summary>
    public static async Task<string> InterruptedStudyAsync(this Workplace workplace)
    {
        var study = workplace.WriteGatedStudy();
        using var running = workplace.StartMops("adaptive", "run", "-f", study);
        await workplace.AtGateAsync();
        running.Interrupt();
        (await running.EndAsync()).Expect(130);
        workplace.OpenGate();
        return study;
    }
}
