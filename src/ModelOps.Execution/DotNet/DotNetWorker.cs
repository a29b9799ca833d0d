namespace ModelOps.Execution.DotNet;
/// <summary>Worker.</summary>
public static class DotNetWorker { }
