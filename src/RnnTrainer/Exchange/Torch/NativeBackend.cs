using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace RnnTrainer.Exchange.Torch;

/// <summary>The native library under TorchSharp, loaded before anything of <see cref="torch"/> is touched.</summary>
internal static class NativeBackend
{
    private static readonly Lazy<(string Message, Exception Cause)?> failure = new(TryLoad);

    /// <summary>
    /// Begins to load the library on another thread; whoever needs it calls <see cref="Load"/>, which waits for it. Whoever began waits
    /// for the task in any case: a process that exits while a thread is inside libtorch crashes. The task does not fail.
    /// </summary>
    public static Task BeginLoad() => Task.Run(() => failure.Value);

    /// <summary>Loads the library once; further calls do nothing, or throw the first call's failure again.</summary>
    /// <exception cref="RnnNativeBackendException">The library does not load; the message says why and what to do.</exception>
    public static void Load()
    {
        if (failure.Value is var (message, cause))
            throw new RnnNativeBackendException(message, cause);
    }

    // When its first attempt fails, TorchSharp copies half a gigabyte out of the package cache into cpu/, tries again and
    // prints its trace to the console. Redirecting the console would race with the host's other threads, so the same
    // first attempt is made here, and when it fails TorchSharp is not asked at all.
    private static (string Message, Exception Cause)? TryLoad()
    {
        Assembly torchSharp = typeof(torch).Assembly;
        Exception? error = FirstAttempt(torchSharp);
        if (error is null || MayLoadFromPackageCache(torchSharp, error))
        {
            try
            {
                torch.InitializeDeviceType(DeviceType.CPU);
                return null;
            }
            catch (Exception e)
            {
                error ??= e;
                return (NativeBackendDiagnosis.Explain(NativeBackendFacts.Gather(torchSharp, error)), e);
            }
        }
        return (NativeBackendDiagnosis.Explain(NativeBackendFacts.Gather(torchSharp, error)), error);
    }

    private static Exception? FirstAttempt(Assembly torchSharp)
    {
        try
        {
            NativeLibrary.TryLoad("torch_cpu", torchSharp, null, out _);
            NativeLibrary.Load("LibTorchSharp", torchSharp, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return e;
        }
    }

    // Scripts and notebooks run TorchSharp from where it was restored, without an output folder that holds its native
    // files: for them the copy to cpu/ is the normal way, unless it is bound to fail like the first attempt.
    private static bool MayLoadFromPackageCache(Assembly torchSharp, Exception error) =>
        Path.GetDirectoryName(torchSharp.Location) is { Length: > 0 } folder
        && Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) != folder
        && NativeBackendDiagnosis.MissingVersion(error.Message) is null;
}
