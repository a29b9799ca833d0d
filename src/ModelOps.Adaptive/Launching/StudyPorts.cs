using ModelOps.Contracts.Bundles;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Recording;

namespace ModelOps.Adaptive.Launching;

/// <summary>What a study needs from elsewhere.</summary>
/// <param name="Bundles">Pins and checks out the model's bundle.</param>
/// <param name="CreateEngine">Creates the simulation engine.</param>
/// <param name="UserCode">Runs a user's adapter and targets.</param>
/// <param name="Recorder">Makes the run accountable.</param>
public sealed record StudyPorts(IBundles Bundles, CreateEngine CreateEngine, IUserCode UserCode, IRunRecorder Recorder);
