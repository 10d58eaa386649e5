namespace RnnTrainer;

/// <summary>
/// TorchSharp's native library, which <see cref="RnnEngine.Torch"/>, a GPU and <see cref="RnnTorchExport.ToTorchModule"/> need,
/// does not load in this process. The message names the cause and the cure: no backend package referenced, a Linux system older
/// than the library asks for, or an unsupported platform.
/// </summary>
/// <remarks>
/// Training on a CPU and predicting need no native library and never throw this. The outcome of the first attempt to load it holds
/// for the life of the process: every further one throws the same.
/// </remarks>
public sealed class RnnNativeBackendException : InvalidOperationException
{
    internal RnnNativeBackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
