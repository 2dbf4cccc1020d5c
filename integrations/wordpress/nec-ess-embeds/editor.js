/**
 * The block in the editor: a field in the sidebar for each attribute (includes/attributes.php), and the preview, which
 * the server writes (includes/preview.php).
 */
( function ( { blocks, blockEditor, components, element, serverSideRender } ) {
	const NAME = 'nec-ess/embed';
	const { createElement: create, useEffect, useRef } = element;
	const { BaseControl, PanelBody, SelectControl, TextControl, ToggleControl } = components;
	const { words } = window.necEssEmbeds;
	const attributes = Object.entries( window.necEssEmbeds.attributes );
	/** The looks that WordPress is going over to; without them it warns. */
	const LOOKS = { __nextHasNoMarginBottom: true, __next40pxDefaultSize: true };
	/** Before WordPress 6.5 there was only one at a time. */
	const useSettings = blockEditor.useSettings || ( ( path ) => [ blockEditor.useSetting( path ) ] );

	function Field( { about, value, onChange } ) {
		const { label, help } = about;
		if ( about.options ) {
			const options = Object.entries( about.options ).map( ( [ name, words ] ) => ( { value: name, label: words } ) );
			return create( SelectControl, { ...LOOKS, label, help, options, value, onChange } );
		}
		if ( about.is_colour ) {
			return create( ColourField, { label, value, onChange } );
		}
		return create( TextControl, { ...LOOKS, label, help, value, onChange } );
	}

	function ColourField( { label, value, onChange } ) {
		const [ palette ] = useSettings( 'color.palette' );
		// The frame and the button take no others.
		const colors = ( palette || [] ).filter( ( { color } ) => /^#([\da-f]{3}|[\da-f]{6})$/i.test( color ) );
		return create(
			BaseControl,
			{ __nextHasNoMarginBottom: true },
			create( BaseControl.VisualLabel, null, label ),
			create( components.ColorPalette, { role: 'group', 'aria-label': label, colors, value, onChange: ( chosen ) => onChange( chosen || '' ) } )
		);
	}

	/** Whether a question that has an answer is shown. The names of those that are not stand in one attribute. */
	function HideField( { about: { answers }, hide, onChange } ) {
		const others = hide.split( ',' ).filter( ( name ) => name && name !== answers );
		const checked = hide.split( ',' ).includes( answers );
		const change = ( isHidden ) => onChange( others.concat( isHidden ? answers : [] ).join( ',' ) );
		return create( ToggleControl, { __nextHasNoMarginBottom: true, label: words.hide, checked, onChange: change } );
	}

	/** Keeps the frames inside as high as they say they are. */
	function useHeights() {
		const place = useRef();
		useEffect( () => {
			const view = place.current.ownerDocument.defaultView;
			const hear = ( { data, source } ) => {
				const frames = [ ...place.current.querySelectorAll( 'iframe' ) ];
				const frame = frames.find( ( { contentWindow } ) => contentWindow === source );
				if ( frame && data && data.soga === 1 ) {
					frame.style.height = `${ Number( data.height ) }px`;
				}
			};
			view.addEventListener( 'message', hear );
			return () => view.removeEventListener( 'message', hear );
		}, [] );
		return place;
	}

	function Edit( { attributes: values, setAttributes } ) {
		const shown = attributes.filter( ( [ , { only_for: only, has_field: has = true } ] ) => has && ( ! only || only.includes( values.component ) ) );
		const fieldOf = ( [ name, about ] ) =>
			create(
				'div',
				{ key: name, style: { marginBottom: '24px' } },
				create( Field, { about, value: values[ name ], onChange: ( value ) => setAttributes( { [ name ]: value } ) } ),
				about.hideable && values[ name ] ? create( HideField, { about, hide: values.hide, onChange: ( hide ) => setAttributes( { hide } ) } ) : null
			);
		const fields = shown.filter( ( [ , { answers } ] ) => ! answers ).map( fieldOf );
		const answers = shown.filter( ( [ , about ] ) => about.answers ).map( fieldOf );
		return create(
			'div',
			blockEditor.useBlockProps( { ref: useHeights() } ),
			create(
				blockEditor.InspectorControls,
				null,
				create( PanelBody, null, fields ),
				answers.length ? create( PanelBody, { title: words.answers, initialOpen: false }, answers ) : null
			),
			create( serverSideRender, { block: NAME, attributes: values, urlQueryArgs: { nec_ess_preview: 1 } } )
		);
	}

	blocks.registerBlockType( NAME, { edit: Edit, save: () => null } );
} )( window.wp );
