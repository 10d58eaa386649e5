using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The argument that names a model.</summary>
internal static class ModelArgument
{
    public static Argument<FileInfo> Create() => new("model") { Description = "A model saved by 'train'." };
}
