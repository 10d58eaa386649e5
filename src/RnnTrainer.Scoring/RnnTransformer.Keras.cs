using Microsoft.ML;
using RnnTrainer.Exchange.Keras;
using RnnTrainer.Exchange.Safetensors;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Imports a network from Keras weights: recurrent layers with Keras's default activations (<c>sigmoid</c> for gates, and <c>tanh</c>,
    /// or <see cref="RnnImportOptions.Activation"/> for a <c>SimpleRNN</c>), <see cref="RnnImportOptions.Pooling"/>, and a <c>Dense</c>
    /// layer whose activation is given by <see cref="RnnImportOptions.Head"/>. <see cref="History"/> is empty.
    /// </summary>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="layers">The recurrent layers, from the bottom; at most 64.</param>
    /// <param name="denseKernel">
    /// [pooled units, outputs], the first array of the Dense layer's <c>get_weights()</c>.
    /// </param>
    /// <param name="denseBias">[outputs], the second array; <see langword="null"/>: the layer has no bias.</param>
    /// <exception cref="ArgumentException">
    /// There are no layers, two layers or the Dense layer do not match, or a number is not finite.
    /// </exception>
    public static RnnTransformer FromKeras(MLContext mlContext, IReadOnlyList<RnnKerasLayer> layers, float[,] denseKernel,
        float[]? denseBias) =>
        FromKeras(mlContext, layers, denseKernel, denseBias, new RnnImportOptions());

    /// <inheritdoc cref="FromKeras(MLContext, IReadOnlyList{RnnKerasLayer}, float[,], float[])" path="/*[not(self::param)]"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="layers">The recurrent layers, from the bottom; at most 64.</param>
    /// <param name="denseKernel">[pooled units, outputs], the first array of the Dense layer's <c>get_weights()</c>.</param>
    /// <param name="denseBias">[outputs], the second array; <see langword="null"/>: the layer has no bias.</param>
    /// <param name="options">Settings that the weights do not contain; <see cref="RnnImportOptions.Names"/> is not used.</param>
    /// <exception cref="ArgumentException">
    /// There are no layers, two layers or the Dense layer do not match, the options contradict the weights or each other, or a number is
    /// not finite.
    /// </exception>
    public static RnnTransformer FromKeras(
        MLContext mlContext, IReadOnlyList<RnnKerasLayer> layers, float[,] denseKernel, float[]? denseBias, RnnImportOptions options) =>
        ReadKeras(mlContext, null, layers, denseKernel, denseBias, options);

    /// <summary>
    /// Imports a network from the weights of a Keras model that begins with an <c>Embedding</c> layer. Features are tokens: whole numbers
    /// from 0 as in Keras, or keys with <see cref="RnnImportOptions.TokensAreKeys"/>.
    /// </summary>
    /// <inheritdoc cref="FromKeras(MLContext, IReadOnlyList{RnnKerasLayer}, float[,], float[], RnnImportOptions)"
    ///     path="/*[not(self::param)]"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="embeddings">
    /// [<c>input_dim</c>, <c>output_dim</c>], the array of the Embedding layer's <c>get_weights()</c>. Its <c>mask_zero</c> must be off: a
    /// sequence ends with its vector, or as set by <see cref="RnnImportOptions.LengthColumnName"/>.
    /// </param>
    /// <param name="layers">The recurrent layers, from the bottom; at most 64.</param>
    /// <param name="denseKernel">[pooled units, outputs], the first array of the Dense layer's <c>get_weights()</c>.</param>
    /// <param name="denseBias">[outputs], the second array; <see langword="null"/>: the layer has no bias.</param>
    /// <param name="options">Settings that the weights do not contain; <see cref="RnnImportOptions.Names"/> is not used.</param>
    public static RnnTransformer FromKeras(MLContext mlContext, float[,] embeddings, IReadOnlyList<RnnKerasLayer> layers,
        float[,] denseKernel, float[]? denseBias, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        return ReadKeras(mlContext, RnnKerasLayer.Copy(embeddings, nameof(embeddings)), layers, denseKernel, denseBias, options);
    }

    private static RnnTransformer ReadKeras(MLContext mlContext, float[,]? embeddings, IReadOnlyList<RnnKerasLayer> layers,
        float[,] denseKernel, float[]? denseBias, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(denseKernel);
        ArgumentNullException.ThrowIfNull(options);
        if (layers.Count is 0 or > NetworkSpec.MaxLayers || layers.Contains(null))
        {
            throw new ArgumentException(
                $"There are {(layers.Count == 0 ? "no" : $"{layers.Count}")} recurrent layers, or one is null; give 1 to "
                    + $"{NetworkSpec.MaxLayers}.", nameof(layers));
        }
        LayerSpec[] specs = [.. layers.Select(layer =>
            new LayerSpec(layer.Cell, RnnActivation.Tanh, layer.Units, layer.Backward is not null))];
        if (embeddings is not null && embeddings.GetLength(1) != layers[0].InputSize)
        {
            throw new ArgumentException(
                $"The Embedding layer's array is {RnnKerasLayer.Shape(embeddings)}, and layer 0 is {layers[0]}; wanted: "
                    + $"[tokens, {layers[0].InputSize}].", nameof(embeddings));
        }
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i].InputSize != specs[i - 1].Outputs)
            {
                throw new ArgumentException(
                    $"Layer {i} is {layers[i]}; wanted above {layers[i - 1]}: {specs[i - 1].Outputs} inputs. "
                        + "Give the layers from the bottom.",
                    nameof(layers));
            }
        }
        float[,] kernel = RnnKerasLayer.Copy(denseKernel, nameof(denseKernel));
        float[,] bias = RnnKerasLayer.Copy(RnnKerasLayer.AsRow(denseBias ?? new float[kernel.GetLength(1)], nameof(denseBias)),
            nameof(denseBias));
        if (bias.GetLength(1) != kernel.GetLength(1))
            throw new ArgumentException(
                $"The Dense layer's bias is [{bias.GetLength(1)}], its kernel {RnnKerasLayer.Shape(kernel)}; wanted: "
                    + $"[{kernel.GetLength(1)}].", nameof(denseBias));
        if (kernel.GetLength(1) == 0)
            throw new ArgumentException(
                $"The Dense layer's kernel is {RnnKerasLayer.Shape(kernel)}; wanted: a column for each output.", nameof(denseKernel));
        try
        {
            ImportedNetwork form = new(options, metadata: null);
            NetworkSpec network = form.Network(specs, embeddings?.GetLength(0), layers[0].InputSize, kernel.GetLength(1));
            if (kernel.GetLength(0) != network.PooledSize)
            {
                throw new ArgumentException(
                    $"The Dense layer's kernel is {RnnKerasLayer.Shape(kernel)}, "
                    + $"where {nameof(options.Pooling)} {network.Pooling} of {network.Top.Size} units "
                    + $"x {CountText.Of(network.Top.Directions, "direction")} "
                    + $"gives {network.PooledSize} features. "
                    + $"Set {nameof(RnnImportOptions)}.{nameof(options.Pooling)} to what the Keras model does between the two.",
                    nameof(denseKernel));
            }
            return new(mlContext, form.Complete(network, KerasWeights.Flatten(network, embeddings, layers, kernel, bias)));
        }
        catch (InvalidDataException exception)
        {
            throw new ArgumentException(exception.Message, nameof(options), exception);
        }
    }
}
