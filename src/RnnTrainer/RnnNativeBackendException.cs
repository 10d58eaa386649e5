namespace RnnTrainer;

/// <summary>
/// Training cannot start because TorchSharp's native library does not load in this process. The message names the cause
/// and the cure: no backend package referenced, a Linux system older than the library asks for, or an unsupported
/// platform. Loading a model and predicting with it need no native library and never throw this.
/// </summary>
/// <remarks>The outcome of the first attempt holds for the life of the process: every further attempt to train throws the same.</remarks>
public sealed class RnnNativeBackendException : InvalidOperationException
{
    internal RnnNativeBackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
