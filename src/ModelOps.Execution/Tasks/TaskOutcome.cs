using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Tasks;

/// <summary>What became of a task of a task file.</summary>
/// <param name="Identity">What it is.</param>
/// <param name="Task">The task.</param>
/// <param name="Bundle">The absolute path of its bundle.</param>
/// <param name="Content">The content digest of its bundle.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record TaskOutcome(TaskIdentity Identity, TaskEntry Task, string Bundle, Digest Content, SimulationOutcome Outcome);
