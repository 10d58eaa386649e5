using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The option that names the data; without it, MNIST is taken.</summary>
internal static class DataOption
{
    /// <param name="what">What folder is wanted, in a sentence.</param>
    public static Option<DirectoryInfo?> Create(string what = "Folder with IDX files named as MNIST's, or of images, as for train.") => new("--data")
    {
        Description = $"{what} [default: data/mnist of the repository]",
        HelpName = "folder",
    };
}
