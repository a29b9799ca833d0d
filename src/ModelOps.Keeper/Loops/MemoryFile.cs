using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Loops;

/// <summary><c>loop_memory.json</c>: a loop's memory in its folder, so that a restart knows the cooldowns and budgets of before.</summary>
public static class MemoryFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "loop_memory.json";

    private const string Remedy = "Move the file away to begin without a memory, once you know that no change of the last hour counts; or name another --out.";

    /// <summary>Reads the memory of a workload; a new one if there is none.</summary>
    /// <exception cref="InvalidInputException">
    /// Code <c>memory_unreadable</c>: without the memory nobody knows what may be changed, so that it isn't replaced by a new one; or
    /// <c>memory_of_another_workload</c>.
    /// </exception>
    public static LoopMemory Read(ReportFolder folder, string @namespace, string deployment)
    {
        var path = folder.File(FileName);
        if (!File.Exists(path)) return new(@namespace, deployment);
        var memory = Read(path);
        return memory.Namespace == @namespace && memory.Deployment == deployment
            ? memory
            : throw new InvalidInputException("memory_of_another_workload", $"{path} is the memory of {memory.Namespace}/{memory.Deployment}, not of {@namespace}/{deployment}.", "Name another --out.");
    }

    /// <summary>Writes the memory, whole or not at all.</summary>
    public static void Write(ReportFolder folder, LoopMemory memory) => folder.Write(FileName, memory, LoopsJson.Default.LoopMemory);

    private static LoopMemory Read(string path)
    {
        try
        {
            using var document = StrictJson.Parse(InputFile.Read(path), path);
            var memory = document.RootElement.Deserialize(LoopsJson.Default.LoopMemory);
            return memory is { SchemaVersion: LoopMemory.Version, Recovery: not null, Changes: not null, RehearsedKnobs: not null, Totals: not null }
                ? memory
                : throw new InvalidInputException("memory_unreadable", $"{path} is no memory of version {LoopMemory.Version}.", Remedy);
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException("memory_unreadable", $"{path} is no memory: {fault.Message}", Remedy, fault);
        }
        catch (InvalidInputException fault) when (fault.Code != "memory_unreadable")
        {
            throw new InvalidInputException("memory_unreadable", $"{path} can't be read: {fault.Message}", Remedy, fault);
        }
    }
}
