using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says what data to take, and how to read them; without it, MNIST is taken.</summary>
internal sealed class DataChoice
{
    private const string Folder = "Folder with IDX files named like those of MNIST, EMNIST or QMNIST, or with "
        + "one folder of images for each class, directly or in train and test.";

    private readonly Option<DirectoryInfo?> data;
    private readonly Option<bool> transposed = TransposedOption();
    private readonly Option<ImagePreparation> preparation = PreparationOption();
    private readonly bool hasModel;

    /// <param name="hasModel">Whether there is a model, in whose form images are read, so that there is nothing to choose.</param>
    /// <param name="what">What folder is wanted, in a sentence.</param>
    public DataChoice(bool hasModel = false, string what = Folder)
    {
        this.hasModel = hasModel;
        data = DataOption(what);
    }

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => hasModel ? [data, transposed] : [data, preparation, transposed];

    /// <summary>An option that names the folder.</summary>
    public static Option<DirectoryInfo?> DataOption(string what) => new("--data")
    {
        Description = $"{what} [default: data/mnist of the repository]",
        HelpName = "folder",
    };

    /// <summary>An option that says how images in IDX files are stored.</summary>
    public static Option<bool> TransposedOption() => new("--transposed")
    {
        Description = "Images in the IDX files are stored column by column, as in EMNIST.",
    };

    /// <summary>An option that says how to bring image files to the network's size.</summary>
    public static Option<ImagePreparation> PreparationOption()
    {
        Option<ImagePreparation> option = new("--preparation")
        {
            Description = "How to turn image files into network input: "
                + string.Join("; ", ImagePreparation.All.Select(known => $"{known.Name}: {known.Purpose}")) + ".",
            HelpName = "name",
            DefaultValueFactory = _ => ImagePreparation.Digits,
            CustomParser = Parse,
        };
        option.CompletionSources.Add([.. ImagePreparation.All.Select(known => known.Name)]);
        return option;
    }

    /// <summary>The folder that was given; null where it is MNIST's.</summary>
    public DirectoryInfo? FolderOf(ParseResult parsed) => parsed.GetValue(data);

    /// <summary>Whether images in IDX files are stored column by column.</summary>
    public bool IsTransposed(ParseResult parsed) => parsed.GetValue(transposed);

    /// <summary>How image files are prepared.</summary>
    public ImagePreparation PreparationOf(ParseResult parsed) => parsed.GetRequiredValue(preparation);

    /// <summary>The data's name, and how they are read where that is not the usual way: runs on both are not on the same data.</summary>
    public string NameOf(ParseResult parsed, DigitData digits)
    {
        string prepared = PreparationOf(parsed) == ImagePreparation.Digits ? "" : $", as {PreparationOf(parsed)}";
        return $"{digits.Name}{prepared}{(IsTransposed(parsed) ? ", transposed" : "")}";
    }

    /// <summary>The data, to train on.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public DigitData Open(MLContext ml, ParseResult parsed) =>
        DigitData.Open(ml, FolderOf(parsed), ImageForm.ForTraining(PreparationOf(parsed)), IsTransposed(parsed));

    /// <summary>The data, to test a model on.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public DigitData Open(SavedModel model, ParseResult parsed)
    {
        DirectoryInfo? folder = FolderOf(parsed);
        bool isTransposed = IsTransposed(parsed) || (folder is not null && model.WasTransposed(folder));
        return DigitData.Open(model.ML, folder, model.Form, isTransposed);
    }

    private static ImagePreparation? Parse(ArgumentResult given)
    {
        string name = given.Tokens[0].Value;
        ImagePreparation? found = ImagePreparation.Named(name);
        if (found is null)
            given.AddError($"--preparation must be one of {string.Join(", ", ImagePreparation.All)}, but is '{name}'.");
        return found;
    }
}
