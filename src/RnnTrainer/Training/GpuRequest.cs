namespace RnnTrainer.Training;

/// <summary>What the MLContext asks for: <c>MLContext.GpuDeviceId</c> and <c>MLContext.FallbackToCpu</c>.</summary>
/// <param name="DeviceId">The CUDA device to compute on; null: none.</param>
/// <param name="FallsBackToCpu">Whether to compute on the CPU where there is no such device, instead of failing.</param>
internal readonly record struct GpuRequest(int? DeviceId, bool FallsBackToCpu);
