namespace RnnTrainer;

/// <summary>
/// TorchSharp's native library, needed by <see cref="RnnEngine.Torch"/>, a GPU and <see cref="RnnTorchExport.ToTorchModule"/>, does not
/// load in this process. The message names the cause and the remedy: no backend package is referenced, the Linux system is too old for the
/// library, or the platform is not supported.
/// </summary>
/// <remarks>
/// Training on a CPU and predicting need no native library and never throw this exception. The result of the first attempt to load the
/// library holds for the life of the process: every later attempt throws the same exception.
/// </remarks>
public sealed class RnnNativeBackendException : InvalidOperationException
{
    internal RnnNativeBackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
