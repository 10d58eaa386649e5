using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>The zip file of an ML.NET model.</summary>
internal static class ModelZip
{
    /// <summary>Loads a model.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="file">The file.</param>
    /// <param name="maker">The command that saves such models.</param>
    /// <param name="cure">How to make one, in words of the command line that its path follows.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no model.</exception>
    public static (ITransformer Pipeline, DataViewSchema Schema) Load(MLContext ml, FileInfo file, string maker, string cure)
    {
        if (!file.Exists && !Directory.Exists(file.FullName))
            throw new FileNotFoundException($"There is no model '{file}'. Train one: rnn-samples {cure} {file}", file.FullName);
        InputFile.Check(file.ToString(), $"a model saved by '{maker}'");
        if (!FileStart.Is(file.FullName, FileStart.Zip))
            throw new InvalidDataException($"'{file}' is not a model saved by '{maker}': it is not a zip file.");
        return Read(ml, file);
    }

    private static (ITransformer Pipeline, DataViewSchema Schema) Read(MLContext ml, FileInfo file)
    {
        try
        {
            ITransformer pipeline = ml.Model.Load(file.FullName, out DataViewSchema schema);
            // Without the steps that training alone needs, which a prediction engine would want a label for.
            if (pipeline is TransformerChain<ITransformer> chain)
                pipeline = chain.GetModelFor(TransformerScope.Scoring);
            return (pipeline, schema ?? throw new InvalidDataException("It does not record the columns of its input."));
        }
        catch (Exception exception) when (exception is not UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"'{file}' is not an ML.NET model, or is damaged: {exception.GetBaseException().Message}", exception);
        }
    }
}
